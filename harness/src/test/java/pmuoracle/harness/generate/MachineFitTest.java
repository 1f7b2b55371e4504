package pmuoracle.harness.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.generate.arm64.Arm64Generator;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;
import pmuoracle.spec.Words;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

class MachineFitTest {
  private static final int DRAWN = 400;
  private static final long CEID = 0x1234_5678_7fff_0f3fL;

  static List<Model> models() {
    return ArchitectureKits.models();
  }

  /** Says what it can be, and runs nothing. */
  private record Announced(MachineLimits limits) implements SystemUnderTest {
    @Override
    public String id() {
      return "announced";
    }

    @Override
    public Optional<String> refusal(Machine machine) {
      return limits.refusal().apply(machine);
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      throw new AssertionError("nothing is run");
    }
  }

  private static <M extends Machine> Announced system(Form<M> form, Machine least, Machine most) {
    Words low = Words.of(words(form, least));
    Words high = Words.of(words(form, most));
    return new Announced(
        new MachineLimits(
            low,
            high,
            machine -> isWithin(words(form, machine), low, high) ? Optional.empty() : NO));
  }

  private static final Optional<String> NO = Optional.of("beyond the limits");

  @SuppressWarnings("unchecked")
  private static <M extends Machine> long[] words(Form<M> form, Machine machine) {
    return form.words((M) machine);
  }

  private static boolean isWithin(long[] words, Words least, Words most) {
    for (int i = 0; i < words.length; i++) {
      if (Long.compareUnsigned(words[i], least.get(i)) < 0
          || Long.compareUnsigned(words[i], most.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** A system that states its real PMCEID, its counters and its versions. */
  private static Announced real(int vmVersion) {
    Arm64Machine plain = Arm64Machine.plain(false);
    Form<Arm64Machine> form = Arm64Forms.MACHINE;
    Arm64Machine least =
        form.with(
            form.with(
                form.with(form.with(plain, "vm-version", vmVersion), "counters", 4), "ceid0", CEID),
            "ceid1",
            CEID);
    return system(form, least, form.with(least, "vcpus", 4));
  }

  @Test
  void machinesAreDrawnWithinWhatASystemStates() {
    Announced system = real(5);
    Generator generator = new Suited(new Arm64Generator(Arm64Models.V7_3, Bias.WHOLE), system);
    Set<Integer> vcpus = new HashSet<>();
    for (long i = 0; i < DRAWN; i++) {
      Arm64Machine machine = (Arm64Machine) generator.program(1, i).machine();
      assertEquals(List.of(CEID, CEID), List.of(machine.ceid0(), machine.ceid1()));
      assertEquals(List.of(4, 5), List.of(machine.counters(), machine.vmVersion()));
      vcpus.add(machine.vcpus());
    }
    assertEquals(Set.of(1, 2, 3, 4), vcpus);
    assertTrue(Bias.PRESETS.stream().allMatch(bias -> isDrawn(bias, system)));
  }

  private static boolean isDrawn(Bias bias, Announced system) {
    Generator generator = new Suited(new Arm64Generator(Arm64Models.V7_3, bias), system);
    return system.refusal(generator.program(2, 0).machine()).isEmpty();
  }

  @Test
  void aMachineOfTheOtherVendorBecomesOneOfThisOne() {
    X86Machine least = new X86Machine(Vendor.AMD, 1, 0, false, 48, false, false, false, 0, 64, 1);
    X86Machine most = new X86Machine(Vendor.AMD, 6, 0, true, 48, false, true, true, 0, 64, 2);
    Announced system = system(X86Forms.MACHINE, least, most);
    Generator generator = new Suited(new X86Generator(X86Models.V7_3, Bias.WHOLE), system);
    Set<Machine> machines = new HashSet<>();
    for (long i = 0; i < DRAWN; i++) {
      machines.add(generator.program(1, i).machine());
    }
    assertTrue(machines.stream().allMatch(machine -> system.refusal(machine).isEmpty()));
    assertTrue(machines.size() > 20, machines::toString);
  }

  /** A program whose machine suits is what it would be without limits. */
  @ParameterizedTest
  @MethodSource("models")
  void whatSuitsIsNotChanged(Model model) {
    Generator plain = ArchitectureKits.of(model).generator(Bias.WHOLE);
    Announced even = new Announced(MachineLimits.of(m -> m.vcpus() < 2 ? Optional.empty() : NO));
    Generator suited = new Suited(plain, even);
    for (long i = 0; i < DRAWN; i++) {
      GuestProgram drawn = plain.program(1, i);
      GuestProgram program = suited.program(1, i);
      assertEquals(1, program.machine().vcpus());
      assertEquals(drawn.machine().vcpus() == 1, drawn.equals(program));
      assertEquals(Optional.empty(), model.refusal(program.machine()));
    }
  }

  @Test
  void whereTheModelHasNoSuchMachineThatIsSaid() {
    Generator generator = new Suited(new Arm64Generator(Arm64Models.V5_10, Bias.WHOLE), real(6));
    assertThrows(SystemUnavailable.class, () -> generator.program(1, 0));
  }
}
