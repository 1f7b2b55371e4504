/**
 * Tests of the x86 procedure.
 *
 * <p>Three mutants of its verdict code survive, all in {@code EventTable.slot}, because where a
 * select is kept shows in the time a question takes and in no answer:
 *
 * <ul>
 *   <li>the hash with {@code /} for {@code *} starts every search near slot 0;
 *   <li>the hash with {@code <<} for {@code >>>} starts every search at slot 0;
 *   <li>probing with {@code slot - 1} for {@code slot + 1} searches the other way round.
 * </ul>
 */
package pmuoracle.harness.system.imperative.x86;
