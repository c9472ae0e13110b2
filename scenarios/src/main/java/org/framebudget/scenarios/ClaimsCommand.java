package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.Json;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.AuditPdf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Contributes {@code framebudget claims}. */
public final class ClaimsCommand implements CliCommand {
    @Override
    public Object create(Terminal terminal) {
        return new Audit(terminal);
    }

    /** Every claim, in a fixed order. */
    static List<Claim> audit(Library library) {
        ClaimRuns runs = new ClaimRuns(library);
        LatencyClaims latency = new LatencyClaims(runs);
        RunClaims simulated = new RunClaims(runs);
        return List.of(
                latency.npuLatency(),
                latency.lowEnd(),
                simulated.throttling(),
                latency.piWithCoral(),
                latency.piEnergy(),
                latency.coreMl(),
                simulated.power(),
                simulated.frameBudget(),
                latency.memory(),
                simulated.cloud());
    }

    /** {@code framebudget claims}. */
    @Command(name = "claims", description = "Hold often-heard claims against measurements and simulated runs.")
    private static final class Audit implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--pdf", paramLabel = "FILE", description = "Also write the audit as PDF.")
        private @Nullable Path pdf;

        @Option(names = "--json", description = "Print the audit as one JSON document.")
        private boolean json;

        Audit(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            new OutputPaths().file("--pdf", pdf);
            List<Claim> claims = audit(Library.installed());
            if (pdf != null) {
                AuditPdf.write(pdf, claims.stream().map(ClaimsCommand::audited).toList());
            }
            if (json) {
                terminal.document(json(claims));
            } else {
                claims.forEach(claim -> terminal.print(text(claim)));
                if (pdf != null) {
                    terminal.println("The audit is in " + pdf + ".");
                }
            }
            return ExitStatus.DONE;
        }
    }

    private static AuditPdf.Audited audited(Claim claim) {
        return new AuditPdf.Audited(
                claim.claim(),
                claim.stated(),
                claim.simulated(),
                claim.range(),
                claim.conditions(),
                claim.assumed(),
                claim.verdict().text(),
                switch (claim.verdict()) {
                    case SUPPORTED -> AuditPdf.Holds.ALWAYS;
                    case CONDITIONAL -> AuditPdf.Holds.SOMETIMES;
                    case NOT_SUPPORTED -> AuditPdf.Holds.NEVER;
                },
                claim.because());
    }

    static String text(Claim claim) {
        return claim.claim() + "\n"
                + "  stated      " + claim.stated() + "\n"
                + "  simulated   " + claim.simulated() + "\n"
                + (claim.range().isEmpty() ? "" : "  range       " + claim.range() + "\n")
                + "  conditions  " + claim.conditions() + "\n"
                + (claim.assumed().isEmpty() ? "" : "  ASSUMED     " + String.join("; ", claim.assumed()) + "\n")
                + "  " + claim.verdict().text() + ": " + claim.because() + "\n\n";
    }

    private static String json(List<Claim> claims) {
        return Json.text(
                Map.of("claims", claims.stream().map(ClaimsCommand::facts).toList()));
    }

    private static Map<String, Object> facts(Claim claim) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", claim.id());
        facts.put("claim", claim.claim());
        facts.put("stated", claim.stated());
        facts.put("simulated", claim.simulated());
        facts.put("value", claim.value());
        facts.put("interval", claim.low() == null || claim.high() == null ? null : List.of(claim.low(), claim.high()));
        facts.put("unit", claim.unit());
        facts.put("interval_of", claim.rangeOf().isEmpty() ? null : claim.rangeOf());
        facts.put("conditions", claim.conditions());
        facts.put("assumed_parameters", claim.assumed());
        facts.put("verdict", claim.verdict().text());
        facts.put("because", claim.because());
        return facts;
    }
}
