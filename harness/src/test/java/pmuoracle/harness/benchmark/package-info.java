/**
 * The numbers the project has to reach, each as a JMH benchmark; {@code harness/bin/benchmark} runs
 * them. Compiled with the tests, never run by a build.
 */
package pmuoracle.harness.benchmark;
