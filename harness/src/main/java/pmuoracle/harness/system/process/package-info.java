/**
 * Systems under test outside the JVM: {@code process:COMMAND}, one process per thread, spoken to in
 * batches on its standard input and output.
 *
 * <p>{@code harness/src/main/process/PROTOCOL.md} is the protocol byte by byte; beside it are a C
 * header with its main loop and a sample in Python.
 *
 * <h2>Bounds</h2>
 *
 * Nothing a process sends can exhaust memory: of a reply no byte is kept beyond the longest correct
 * one, of standard error the last 4 KiB. Nothing it does or leaves undone can hold the harness up
 * for longer than its patience, at most ten minutes a batch. It is killed with its descendants when
 * its system is closed, and by a guard process when the JVM ends in any other way.
 *
 * <h2>Failures</h2>
 *
 * Whatever breaks the protocol is a {@link pmuoracle.harness.system.process.ProcessFailed}, which
 * is no outcome and so no divergence. The process is killed; the next program gets a fresh one.
 */
@NullMarked
package pmuoracle.harness.system.process;

import org.jspecify.annotations.NullMarked;
