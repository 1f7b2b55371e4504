package pmuoracle.harness.campaign;

/** Told how a campaign goes, one call at a time; answers quickly, because threads wait for it. */
public interface CampaignListener {
  /** So many programs, from the first on, are done. */
  default void advanced(long programs) {}

  /** A divergence was found and is going to be shrunk. */
  default void diverged(Finding finding) {}
}
