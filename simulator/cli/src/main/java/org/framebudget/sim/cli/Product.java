package org.framebudget.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.Citations;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileNumbers;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.models.tflite.NetworkExport;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.Overtime;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.report.CompareTable;
import org.framebudget.sim.report.PlanPdf;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.framebudget.sim.scenario.ScenarioText;
import org.jspecify.annotations.Nullable;

/** The commands' questions, answered by the product's modules. */
final class Product implements Backend {
    private final ProfileRepository profiles = new ProfileRepository();
    private final ThisMachine machine = new ThisMachine();

    @Override
    public Scenario readScenario(Path file, List<String> sets, @Nullable Long seed) {
        return ScenarioFiles.read(file, sets, seed, profiles);
    }

    @Override
    public void resolve(Scenario scenario) {
        Simulation.check(scenario, profiles);
    }

    @Override
    public RunResult run(Scenario scenario, RunRequest request) {
        boolean trace = request.traceFile() != null;
        boolean log = trace || request.framesFile() != null;
        RunOutcome outcome = Simulation.run(
                scenario,
                profiles,
                new RunOptions(
                        request.replications(), request.threads(), trace, log, request.draws(), request.progress()));
        if (request.outDir() != null) {
            ResultJson.write(folder(request.outDir()).resolve("result.json"), outcome.result());
        }
        if (request.traceFile() != null) {
            TraceFile.write(
                    request.traceFile(),
                    scenario,
                    outcome,
                    Objects.requireNonNull(outcome.log()),
                    Objects.requireNonNull(outcome.timeline()));
        }
        if (request.framesFile() != null) {
            FramesFile.write(request.framesFile(), scenario, outcome, Objects.requireNonNull(outcome.log()));
        }
        return outcome.result();
    }

    @Override
    public PlanAnswer plan(Scenario scenario, PlanRequest request) {
        CapacityPlan plan =
                CapacityPlanner.plan(scenario, profiles, request.basis(), request.threads(), request.progress());
        RunResult whole = Plans.whole(plan);
        BurstAndSustained phases = Plans.phases(plan);
        PlanResult result = Plans.contract(plan);
        List<Path> pdfs = new ArrayList<>();
        if (request.pdfFile() != null) {
            pdfs.add(request.pdfFile());
        }
        if (request.outDir() != null) {
            Path folder = folder(request.outDir());
            ResultJson.write(folder.resolve("plan.json"), result);
            pdfs.add(folder.resolve("plan.pdf"));
        }
        if (!pdfs.isEmpty()) {
            ReportInput report = Plans.report(scenario, plan, request.command(), request.paper());
            pdfs.forEach(pdf -> PlanPdf.write(pdf, report));
        }
        return new PlanAnswer(VerdictTable.text(whole, phases, request.style()), ResultJson.text(result));
    }

    @Override
    public Overtime.Answer overtime(Scenario scenario, Overtime.Question question, int threads) {
        return Overtime.of(scenario, profiles, question, threads);
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MachineException("--out: the folder '" + folder + "' cannot be created: " + e.getMessage(), e);
        }
    }

    @Override
    public String describe(Scenario scenario) {
        return String.join(
                "\n",
                ScenarioText.sentences(
                        scenario,
                        use -> profiles.load(use.profile(), scenario.baseDir()).battery() != null));
    }

    @Override
    public String verdict(RunResult result, TextStyle style) {
        return VerdictTable.text(result, style);
    }

    @Override
    public String toJson(RunResult result) {
        return ResultJson.text(result);
    }

    @Override
    public String compare(Path a, Path b, TextStyle style) {
        RunResult resultA = ResultJson.readRun(a, SchemaCheck::validate);
        RunResult resultB = ResultJson.readRun(b, SchemaCheck::validate);
        return CompareTable.text(resultA, a.toString(), resultB, b.toString(), style);
    }

    @Override
    public List<String> templates() {
        return ScenarioTemplates.names();
    }

    @Override
    public String template(String name) {
        return ScenarioTemplates.text(name);
    }

    @Override
    public List<String> deviceIds() {
        return profiles.ids();
    }

    @Override
    public List<String> acceleratorIds() {
        return ProfileRepository.accelerators();
    }

    @Override
    public DeviceProfile device(String idOrPath, Path baseDir) {
        return profiles.load(idOrPath, baseDir);
    }

    @Override
    public int assumedValues(DeviceProfile profile) {
        return ProfileNumbers.of(profile).assumedCount();
    }

    @Override
    public List<String> citations(DeviceProfile profile, String idOrPath, Path baseDir) {
        Citations citations = profiles.citations(idOrPath, baseDir);
        List<String> texts = new ArrayList<>();
        for (String key : ProfileNumbers.of(profile).citedKeys()) {
            texts.add("[" + key + "] " + citations.text(key));
        }
        return texts;
    }

    @Override
    public List<NetworkInfo> networks() {
        return Networks.all();
    }

    @Override
    public NetworkFiles networkFiles() {
        return machine::networkFile;
    }

    @Override
    public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        return machine.measure(request, listener);
    }

    @Override
    public MachineInfo machine() {
        return machine.machine();
    }

    @Override
    public FoundNetwork network(String idOrFile, @Nullable InputSize input, @Nullable Precision precision) {
        return NetworkSource.find(idOrFile, input, precision);
    }

    @Override
    public Exported exportNetwork(String id, @Nullable InputSize input, Precision precision, Path file) {
        InputSize size = input == null ? Catalogue.defaultInput(id) : input;
        NetworkExport.export(Catalogue.network(id, size, precision), file);
        return new Exported(size, file.toFile().length());
    }
}
