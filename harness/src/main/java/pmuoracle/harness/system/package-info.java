/** What is judged: anything that runs a guest program and says what it observed. */
@NullMarked
package pmuoracle.harness.system;

import org.jspecify.annotations.NullMarked;
