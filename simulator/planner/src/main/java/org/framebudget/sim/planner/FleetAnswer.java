package org.framebudget.sim.planner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a fleet.
 *
 * @param fleet absent where no mix of what was for sale carries all cameras
 * @param box what the rest of the plan is about, in a few words
 * @param reason why there is no fleet, a sentence; empty where there is one
 * @param notes what there is to say, sentences
 */
public record FleetAnswer(PlanResult.@Nullable Fleet fleet, String box, String reason, List<String> notes) {}
