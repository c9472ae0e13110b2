package org.framebudget.ui.export;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.CommandLines;
import org.framebudget.sim.cli.FramesFile;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.cli.TraceFile;
import org.framebudget.sim.pipeline.RunLog;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.report.Paper;
import org.framebudget.sim.report.PlanPdf;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;

/** Writes what the window shows with the writers of the command line. Every file is whole or not there. */
final class Writers {
    private Writers() {}

    /**
     * Writes a plan as it is.
     *
     * @throws org.framebudget.models.InputException for a folder that is not there
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    static void plan(Kind kind, Question question, CapacityPlan plan, Path file) {
        if (kind == Kind.PLAN_JSON) {
            ResultJson.write(file, Plans.contract(plan));
            return;
        }
        String command = CommandLines.reproduce(
                "plan", question.file().toString(), question.sets(), null, "--pdf", file.toString());
        PlanPdf.write(file, Plans.report(question.scenario(), plan, command, Paper.A4));
    }

    /**
     * Writes a run. A table of frames that was not kept is simulated again, which gives the same frames; errors as for
     * {@link #plan}.
     *
     * @param progress told the finished share
     */
    static void run(Kind kind, Answer answer, ProfileRepository profiles, Path file, DoubleConsumer progress) {
        if (kind == Kind.RESULT_JSON) {
            ResultJson.write(file, answer.result());
            return;
        }
        CapacityPlan plan = answer.plan();
        // a fleet's plan is about one box of it
        Scenario scenario = plan == null ? answer.question().scenario() : plan.scenario();
        RunOutcome outcome = answer.outcome();
        RunLog log;
        if (answer.frames() != null) {
            log = answer.frames().log();
        } else {
            outcome = Simulation.run(
                    scenario, profiles, new RunOptions(1, 1, true, true, 0, share -> progress.accept(0.9 * share)));
            log = Objects.requireNonNull(outcome.log());
        }
        if (kind == Kind.TRACE) {
            TraceFile.write(file, scenario, outcome, log, Objects.requireNonNull(outcome.timeline()));
        } else {
            FramesFile.write(file, scenario, outcome, log);
        }
    }
}
