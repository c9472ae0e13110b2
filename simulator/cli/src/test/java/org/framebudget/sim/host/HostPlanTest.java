package org.framebudget.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;

class HostPlanTest {
    private static final Path FILE = Path.of("src/main/resources/org/framebudget/sim/host", HostPlan.FILE);

    @Test
    void theListFollowsItsRule() throws IOException {
        Map<String, List<NetworkInfo>> families = new LinkedHashMap<>();
        for (NetworkInfo info : Networks.all()) {
            families.computeIfAbsent(info.family(), k -> new ArrayList<>()).add(info);
        }
        List<String> lines = new ArrayList<>();
        int alone = 0;
        for (List<NetworkInfo> family : families.values()) {
            for (int i = 0; i < family.size(); i++) {
                int turn = family.size() == 1 ? alone++ : i;
                NetworkInfo info = family.get(i);
                String line = (turn % 2 == 0 ? "fit," : "check,") + info.id() + ",";
                int own = Catalogue.defaultInput(info.id()).widthPx();
                lines.add(line + own + ",1");
                lines.add(line + multiple(own * 4 / 7.0) + ",2");
                if (own == 224) {
                    lines.add(line + multiple(own * 10 / 7.0) + ",3");
                }
            }
        }
        List<String> written = Files.readAllLines(FILE).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .toList();
        assertEquals(lines, written);
    }

    private static int multiple(double px) {
        return (int) Math.round(px / 32) * 32;
    }

    @Test
    void noNetworkIsInBothHalvesAndEachIsInOne() {
        Set<String> fit = networks(HostPlan.Half.FIT);
        Set<String> check = networks(HostPlan.Half.CHECK);
        Set<String> all = new HashSet<>(fit);
        all.addAll(check);
        assertEquals(new HashSet<>(Networks.ids()), all);
        assertEquals(Networks.ids().size(), fit.size() + check.size());
    }

    private static Set<String> networks(HostPlan.Half half) {
        Set<String> ids = new HashSet<>();
        HostPlan.shipped(half, 4).jobs().forEach(job -> ids.add(job.network()));
        return ids;
    }

    @Test
    void whatAShortRunLeavesOutStandsLast() {
        List<HostPlan.Job> jobs = HostPlan.read(
                        "half,network,input_px,step\nfit,a,320,3\nfit,a,128,2\nfit,a,224,1\ncheck,b,224,1\n",
                        HostPlan.Half.FIT,
                        2)
                .jobs();
        assertEquals(
                List.of(
                        "a 224x224 fp32",
                        "a 224x224 int8",
                        "a 128x128 fp32",
                        "a 128x128 int8",
                        "a 224x224 fp32 on all cores",
                        "a 224x224 int8 on all cores",
                        "a 320x320 fp32",
                        "a 320x320 int8"),
                jobs.stream().map(HostPlan.Job::text).toList());
    }

    @Test
    void oneCoreHasNoRunsOnAllCores() {
        assertTrue(HostPlan.shipped(HostPlan.Half.FIT, 1).jobs().stream().noneMatch(HostPlan.Job::allCores));
        assertEquals(3, new HostPlan.Job("a", InputSize.square(64), Precision.FP32, true).threads(3));
    }
}
