package pmuoracle.harness.campaign;

import java.util.Optional;

/**
 * How a campaign ended.
 *
 * @param coverage of the programs up to the end, the divergent one included
 * @param finding present iff it ended {@link Ending#DIVERGED}
 * @param failure present iff it ended {@link Ending#SYSTEM_FAILED}
 */
public record CampaignResult(
    Ending ending, Coverage coverage, Optional<Finding> finding, Optional<SystemFailure> failure) {}
