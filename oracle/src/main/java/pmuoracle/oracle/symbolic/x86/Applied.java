package pmuoracle.oracle.symbolic.x86;

import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;

/**
 * One of the encoding's functions as a step applies it to the counter. Setting and filter are the
 * kind's.
 *
 * @param action the step it belongs to
 * @param when whether it is applied
 * @param before the registers before the step
 * @param after the registers after it
 * @param counter the counter before
 * @param change what becomes of it
 */
public record Applied(
    Action action,
    Bool when,
    CounterKind kind,
    VcpuRegisters before,
    VcpuRegisters after,
    CounterState counter,
    Change change) {}
