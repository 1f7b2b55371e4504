package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.step.Layout;

/** The class file of a {@link CallTransition}. */
final class CallCode extends StateCode {
  private static final int FIRED = 2;
  private static final int ERRNO = 3;
  private static final int RULES = 5;

  private final Layout layout;
  private final List<Operation> outputs;

  private CallCode(Layout layout, List<Operation> outputs, int rules, Lowering lowering) {
    super(
        "pmuoracle/oracle/compile/CallTransition",
        "take",
        "([J[J)J",
        new Rules(FIRED, RULES, rules),
        lowering.all());
    this.layout = layout;
    this.outputs = outputs;
  }

  /**
   * As {@link #write} says.
   *
   * @param rules how many words of rules the last outputs are
   */
  static byte[] of(Layout layout, List<Operation> outputs, int rules, Lowering lowering) {
    return new CallCode(layout, outputs, rules, lowering).write();
  }

  @Override
  void body(MethodCode code) {
    List<Operation> computed = new ArrayList<>(changed(outputs, layout.machine(), layout.vm()));
    computed.add(outputs.get(layout.errno()));
    computed.addAll(rules(outputs, layout.callRules()));
    Needs needs = new Needs(operations, computed);
    load(needs::isNeeded, code);
    keep(needs::isNeeded, new Cut(operations, computed), needs, code);
    fire(outputs, layout.callRules(), code);
    code.longValue(outputs.get(layout.errno()));
    method.visitVarInsn(Opcodes.LSTORE, ERRNO);
    store(outputs, layout.machine(), layout.vm(), code);
    addRules(code);
    method.visitVarInsn(Opcodes.LLOAD, ERRNO);
    method.visitInsn(Opcodes.LRETURN);
  }

  @Override
  void place(int inputs, int place, MethodCode code) {
    method.visitVarInsn(Opcodes.ALOAD, MethodCode.INPUTS);
    code.number(inputs + place);
  }

  @Override
  void push(MethodCode code, MethodVisitor visitor, Operation input) {
    place(0, (int) input.detail(), code);
    visitor.visitInsn(Opcodes.LALOAD);
  }
}
