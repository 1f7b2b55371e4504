package pmuoracle.harness.generate.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.GeneratorContract;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

class X86GeneratorTest extends GeneratorContract<X86Model> {
  static final List<X86Model> MODELS = X86Models.ALL;
  private static final int PROGRAMS = 20_000;

  @Override
  protected X86Model newest() {
    return X86Models.V7_3;
  }

  @Override
  protected Generator generator(X86Model model, Bias bias) {
    return new X86Generator(model, bias);
  }

  private static Optional<X86Step.SetFilter> filter(Step step) {
    return step instanceof X86Step.SetFilter s ? Optional.of(s) : Optional.empty();
  }

  @Test
  void wholeProgramsHaveEveryKindOfStepAndRegister() {
    Map<X86Step.Kind, Integer> kinds = new EnumMap<>(X86Step.Kind.class);
    Set<Register.Kind> written = EnumSet.noneOf(Register.Kind.class);
    each(
        X86Models.V7_3,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          for (Step step : program.steps()) {
            kinds.merge(((X86Step) step).kind(), 1, Integer::sum);
            if (step instanceof X86Step.Write s) {
              written.add(s.register().kind());
            }
          }
        });
    assertEquals(EnumSet.allOf(X86Step.Kind.class), kinds.keySet());
    assertTrue(kinds.values().stream().allMatch(n -> n > PROGRAMS / 50), kinds::toString);
    assertEquals(EnumSet.allOf(Register.Kind.class), written);
  }

  @Test
  void everyFeatureOfAMachineIsDrawn() {
    Set<String> seen = new TreeSet<>();
    each(
        X86Models.V7_3,
        Bias.SWEEP,
        PROGRAMS,
        program -> {
          X86Machine m = (X86Machine) program.machine();
          seen.add(m.vendor().id());
          seen.add("gp" + m.generalPurpose());
          seen.add("fixed" + m.fixed());
          seen.add("vcpus" + m.vcpus());
          seen.add("host" + m.hostBits());
          seen.add(m.mediated() ? "mediated " + m.vendor().id() : "perf");
          seen.add(m.globalControl() ? "global" : "local");
          seen.add(m.txWritable() ? "tx" : "no tx");
          seen.add(m.unavailableEvents() == 0 ? "available" : "unavailable");
        });
    // 2 vendors, 9 and 17 counts, 4 virtual CPUs, 2 hosts, and the ways of the features.
    assertEquals(2 + 9 + 17 + 4 + 2 + 3 + 2 + 2 + 2, seen.size(), seen::toString);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void requestsReachEveryWayToBeRefused(X86Model model) {
    Set<String> ways = new TreeSet<>();
    each(
        model,
        Bias.REQUESTS,
        PROGRAMS,
        program ->
            program.steps().forEach(s -> ways.add(way(model, filter(s).orElseThrow().request()))));
    Set<String> expected =
        new TreeSet<>(Set.of("header", "action", "flags", "count", "events", "accepted"));
    if (model.headerBytes() == 8) {
      // There are no flags in the header, but the field is drawn all the same.
      expected.add("flags");
    }
    assertEquals(expected, ways);
  }

  private static String way(X86Model model, FilterRequest request) {
    long readable = request.readableBytes(model.headerBytes());
    if (readable < model.headerBytes()) {
      return "header";
    } else if (request.action() > 2) {
      return "action";
    } else if ((request.flags() & ~1) != 0) {
      return "flags";
    } else if (request.nevents() > model.maxEvents()) {
      return "count";
    }
    return readable < model.headerBytes() + 8 * request.nevents() ? "events" : "accepted";
  }

  @Test
  void requestsMeetTheirBoundaries() {
    X86Model model = X86Models.V6_3;
    Set<Long> counts = new TreeSet<>();
    Set<Long> flags = new TreeSet<>();
    Set<Long> offsets = new TreeSet<>();
    Set<Integer> sizes = new TreeSet<>();
    Set<String> emptyBitmap = new TreeSet<>();
    each(
        model,
        Bias.REQUESTS,
        PROGRAMS,
        program -> {
          for (Step step : program.steps()) {
            FilterRequest request = filter(step).orElseThrow().request();
            counts.add(request.nevents());
            flags.add(request.flags() & ~1);
            sizes.add(request.events().size());
            offsets.add(request.readable() - model.headerBytes() - 8 * request.nevents());
            emptyBitmap.add(request.bitmap() + " " + request.action());
          }
        });
    assertTrue(
        counts.containsAll(
            List.of(
                0L,
                1L,
                2L,
                299L,
                300L,
                301L,
                0x1fff_ffffL,
                0x2000_0000L,
                0x8000_0000L,
                0xffff_ffffL)));
    assertTrue(sizes.containsAll(List.of(0, 1, 299, 300, 301)));
    for (int bit = 1; bit < 32; bit++) {
      assertTrue(flags.contains(1L << bit), "flag " + bit);
    }
    assertTrue(offsets.containsAll(List.of(-8L, -1L, 0L)));
    assertTrue(emptyBitmap.containsAll(List.of("0 0", "0 1", "4294967295 0", "4294967295 1")));
  }

  @Test
  void maskedEntriesHaveEveryShape() {
    int[] seen = new int[6];
    each(
        X86Models.V6_3,
        Bias.SWEEP,
        PROGRAMS,
        program -> {
          FilterRequest r = filter(program.steps().get(0)).orElseThrow().request();
          for (int i = 0; r.flags() == 1 && i < r.events().size(); i++) {
            long entry = r.events().get(i);
            long mask = entry >>> MaskedEntry.MASK_SHIFT;
            long match = (entry & MaskedEntry.MATCH) >>> MaskedEntry.MATCH_SHIFT;
            seen[0] += (entry & MaskedEntry.EXCLUDE) != 0 ? 1 : 0;
            seen[1] += (match & ~mask) != 0 ? 1 : 0;
            seen[2] += mask == 0 ? 1 : 0;
            seen[3] += mask == 0xff ? 1 : 0;
            seen[4] += mask != 0 && mask != 0xff ? 1 : 0;
            seen[5]++;
          }
        });
    for (int shape = 0; shape < 5; shape++) {
      assertTrue(seen[shape] > seen[5] / 20, "shape " + shape + ": " + seen[shape]);
    }
  }

  @Test
  void countersMeetTheEntriesOfTheirFilter() {
    int[] met = new int[2];
    each(
        X86Models.V6_3,
        Bias.SWEEP,
        PROGRAMS,
        program -> {
          X86Machine machine = (X86Machine) program.machine();
          Set<Long> listed = new TreeSet<>();
          boolean meets = false;
          for (Step step : program.steps()) {
            if (step instanceof X86Step.SetFilter s) {
              for (long entry : s.request().events().toArray()) {
                listed.add(entry & machine.vendor().selectMask());
              }
            } else if (step instanceof X86Step.Write s
                && s.register().kind() == Register.Kind.EVENT_SELECT) {
              meets |= listed.contains(s.value() & machine.vendor().selectMask());
            }
          }
          met[0] += meets ? 1 : 0;
          met[1]++;
        });
    assertTrue(met[0] > 0.6 * met[1], met[0] + " of " + met[1]);
  }

  @Test
  void aModelOfLowBitsMostlyGetsEntriesItSpeaksAbout() {
    int[] tidy = new int[2];
    X86Model model = X86Models.V5_17;
    assertEquals(Matching.LOW16, model.matching());
    each(
        model,
        Bias.WHOLE,
        PROGRAMS,
        program -> {
          boolean all =
              program.steps().stream()
                  .flatMap(s -> filter(s).stream())
                  .flatMapToLong(s -> java.util.Arrays.stream(s.request().events().toArray()))
                  .allMatch(e -> (e & ~EventSelect.RAW_EVENT_NB) == 0);
          tidy[all ? 0 : 1]++;
        });
    assertTrue(tidy[0] > 20 * tidy[1] && tidy[1] > 0, tidy[0] + " and " + tidy[1]);
  }
}
