package org.framebudget.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class NetworksTest {
    @Test
    void everyNetworkOfTheContractIsKnown() {
        List<String> contract = List.of(
                "mobilenet_v1_0.25",
                "mobilenet_v1_0.5",
                "mobilenet_v1_0.75",
                "mobilenet_v1_1.0",
                "mobilenet_v2_0.35",
                "mobilenet_v2_0.5",
                "mobilenet_v2_0.75",
                "mobilenet_v2_1.0",
                "mobilenet_v2_1.3",
                "mobilenet_v2_1.4",
                "mobilenet_v3_small",
                "mobilenet_v3_large",
                "mobilenet_edgetpu_0.75",
                "mobilenet_edgetpu_1.0",
                "mobilenet_edgetpu_1.25",
                "mobilenet_edgetpu_1.75",
                "efficientnet_lite0",
                "efficientnet_lite1",
                "efficientnet_lite2",
                "efficientnet_lite3",
                "efficientnet_lite4",
                "ssd_mobilenet_v1",
                "ssd_mobilenet_v2",
                "inception_v1",
                "inception_v3",
                "inception_v4",
                "resnet50",
                "deeplab_v3_mnv2",
                "posenet_mobilenet_v1",
                "yolov8n");
        assertEquals(contract, Networks.ids());
    }

    @Test
    void publishedNumbersAreTheTablesOwn() {
        NetworkInfo v1 = Networks.get("mobilenet_v1_1.0");
        assertEquals(569_000_000L, v1.macs());
        assertEquals(4_240_000L, v1.parameters());
        assertEquals(0.709, v1.accuracyFraction());
        NetworkInfo lite0 = Networks.get("efficientnet_lite0");
        assertEquals(407_000_000L, lite0.macs());
        assertEquals(224, lite0.defaultInputPx());
        assertEquals(0.751, lite0.accuracyFraction());
        assertEquals(0.603, Networks.get("mobilenet_v2_0.35").accuracyFraction());
        assertEquals(0.7706, Networks.get("mobilenet_edgetpu_1.25").accuracyFraction());
        assertEquals(0.802, Networks.get("inception_v4").accuracyFraction());
        assertEquals(0.373, Networks.get("yolov8n").accuracyFraction());
    }

    @Test
    void aMisprintGivesWayToWhatTheAuthorsPrintElsewhere() {
        assertEquals(325_000_000L, Networks.get("mobilenet_v1_0.75").macs());
        assertEquals(56_000_000L, Networks.get("mobilenet_v3_small").macs());
        assertEquals(2_500_000L, Networks.get("mobilenet_v3_small").parameters());
    }

    @Test
    void whatNobodyPublishedIsAbsentAndWhatStandsHasASource() {
        assertNull(Networks.get("mobilenet_edgetpu_1.75").macs());
        assertNull(Networks.get("mobilenet_edgetpu_1.75").source());
        for (NetworkInfo network : Networks.all()) {
            if (network.macs() != null || network.parameters() != null) {
                assertNotNull(network.source(), network.id());
            }
            assertEquals(network.accuracyFraction() == null, network.accuracyMetric() == null, network.id());
            assertEquals(network.accuracyFraction() == null, network.accuracySource() == null, network.id());
        }
    }

    @Test
    void theAccuracysSourceIsThatOfTheCostsWhereNoOtherIsNamed() {
        NetworkInfo v2 = Networks.get("mobilenet_v2_1.0");
        assertEquals(v2.source(), v2.accuracySource());
        NetworkInfo v4 = Networks.get("inception_v4");
        assertTrue(v4.accuracySource().startsWith("tensorflow/models research/slim/README.md@"), v4.accuracySource());
        assertNotEquals(v4.source(), v4.accuracySource());
    }

    @Test
    void everyNetworkNamesItsLicenceAndWhatDescribesIt() {
        for (NetworkInfo network : Networks.all()) {
            assertTrue(network.paper().matches(".+: .+(, \\d{4}| 20\\d\\d, arXiv:).*"), network.paper());
            assertTrue(network.licence().matches("(Apache-2.0|AGPL-3.0)( .+)?"), network.licence());
        }
        assertEquals("AGPL-3.0", Networks.get("yolov8n").licence());
    }

    @Test
    void aNumberWithoutASourceDoesNotLoad() {
        String header = "id,family,task,width_multiplier,default_input_px,macs,parameters,accuracy_fraction,"
                + "accuracy_metric,source,accuracy_source,paper,licence\n";
        String ends = "A. Author: A paper 2026,Apache-2.0\n";
        InputException macs = assertThrows(
                InputException.class, () -> Networks.read(header + "a,f,classification,,224,1,,,,,," + ends));
        assertEquals("catalogue/networks.csv:2: source: numbers without a source do not load.", macs.getMessage());
        InputException accuracy = assertThrows(
                InputException.class, () -> Networks.read(header + "a,f,classification,,224,,,0.5,top-1,,," + ends));
        assertEquals(
                "catalogue/networks.csv:2: accuracy_source: an accuracy without a source does not load.",
                accuracy.getMessage());
        InputException licence = assertThrows(
                InputException.class, () -> Networks.read(header + "a,f,classification,,224,,,,,,,A paper 2026,\n"));
        assertEquals("catalogue/networks.csv:2: licence: the field is empty.", licence.getMessage());
        NetworkInfo named = Networks.read(header + "a,f,classification,,224,,,0.5,top-1,,a page," + ends)
                .get("a");
        assertEquals("a page", named.accuracySource());
        assertNull(named.source());
    }

    @Test
    void macsAndParametersGrowWithTheWidth() {
        for (String family : List.of("mobilenet_v1", "mobilenet_v2")) {
            List<NetworkInfo> widths = Networks.all().stream()
                    .filter(n -> n.family().equals(family))
                    .toList();
            for (int i = 1; i < widths.size(); i++) {
                assertTrue(widths.get(i).widthMultiplier() > widths.get(i - 1).widthMultiplier());
                assertTrue(widths.get(i).macs() > widths.get(i - 1).macs());
                assertTrue(widths.get(i).parameters() > widths.get(i - 1).parameters());
            }
        }
    }

    @Test
    void anUnknownIdSuggestsTheNearest() {
        assertTrue(Networks.find("efficientnet").isEmpty());
        assertEquals(
                "The network 'eficientnet_lite0' is unknown. Maybe 'efficientnet_lite0'?",
                assertThrows(InputException.class, () -> Networks.get("eficientnet_lite0"))
                        .getMessage());
    }
}
