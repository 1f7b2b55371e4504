package pmuoracle.harness.file;

/** One architecture's machines and steps in files. */
public interface StepCodec {}
