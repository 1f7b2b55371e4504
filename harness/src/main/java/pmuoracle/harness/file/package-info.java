/** Programs and counterexamples as YAML files, read with the place of every mistake. */
@NullMarked
package pmuoracle.harness.file;

import org.jspecify.annotations.NullMarked;
