package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;

/**
 * One of the encoding's functions as a step applies it to the counter. The filter is the setting's.
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
    Setting setting,
    VcpuRegisters before,
    VcpuRegisters after,
    CounterState counter,
    Change change) {}
