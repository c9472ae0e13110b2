package org.framebudget.ui;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import org.framebudget.ui.archfixture.RuleBreaker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, each with its reason. A class that needs an exception is named here, not annotated there. */
class ArchitectureTest {
    private static final String MODELS = "org.framebudget.models..";
    private static final String RUNTIME = "org.framebudget.models.runtime..";
    private static final String DEVICES = "org.framebudget.devices..";
    private static final String SIMULATOR = "org.framebudget.sim..";
    private static final String SCENARIOS = "org.framebudget.scenarios..";
    private static final String UI = "org.framebudget.ui..";
    private static final String CLI = "org.framebudget.sim.cli..";
    private static final String KERNEL = "org.framebudget.sim.kernel..";
    private static final String[] ENGINE = {
        KERNEL,
        "org.framebudget.sim.random..",
        "org.framebudget.sim.pipeline..",
        "org.framebudget.sim.scenario..",
        "org.framebudget.sim.results.."
    };

    /** Measure a run's own wall time for the result. */
    private static final List<String> MAY_READ_THE_WALL_CLOCK =
            List.of("org.framebudget.sim.pipeline.Simulation", "org.framebudget.sim.pipeline.SteadyState");

    /** Switch off the logs of the libraries that they start. */
    private static final List<String> MAY_NAME_A_LOG_LEVEL = List.of(
            "org.framebudget.sim.report.PdfPages",
            "org.framebudget.sim.hil.agent.QuietRpc",
            "org.framebudget.ui.app.Toolkit");

    private static JavaClasses product = new ClassFileImporter().importClasses(List.of());

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.framebudget");
    }

    @Test
    void everyModuleIsSeen() {
        for (String type : List.of(
                "org.framebudget.models.InputException",
                "org.framebudget.models.runtime.RuntimeRun",
                "org.framebudget.devices.DeviceProfile",
                "org.framebudget.sim.results.RunResult",
                "org.framebudget.sim.cli.Main",
                "org.framebudget.scenarios.ScenariosCommand")) {
            assertTrue(product.contain(type), type);
        }
        assertFalse(product.contain(RuleBreaker.class), "test classes are not the product");
    }

    @Test
    void modulesDependOnWhatStandsToTheirLeft() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("models")
                .definedBy(MODELS)
                .layer("device-profiles")
                .definedBy(DEVICES)
                .layer("simulator")
                .definedBy(SIMULATOR)
                .layer("scenarios")
                .definedBy(SCENARIOS)
                .optionalLayer("ui")
                .definedBy(UI)
                .whereLayer("ui")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("scenarios")
                .mayOnlyBeAccessedByLayers("ui")
                .whereLayer("simulator")
                .mayOnlyBeAccessedByLayers("scenarios", "ui")
                .whereLayer("device-profiles")
                .mayOnlyBeAccessedByLayers("simulator", "scenarios", "ui")
                .because("a module that knows its users can be neither understood nor used without them")
                .check(product);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.framebudget.sim.(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package with two names")
                .check(product);
        slices().matching("org.framebudget.(*)..")
                .should()
                .beFreeOfCycles()
                .because("modules that need each other are one module with two names")
                .check(product);
    }

    @Test
    void theEngineNeedsNoHeavyLibrary() {
        noHeavyLibrary("the engine", ENGINE).check(product);
        noHeavyLibrary("device profiles and models", DEVICES, MODELS).check(product);
    }

    private static ArchRule noHeavyLibrary(String what, String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pdfbox..",
                        "com.openhtmltopdf..",
                        "org.jfree..",
                        "org.duckdb..",
                        "java.sql..",
                        "java.awt..",
                        "javax.swing..",
                        "javafx..",
                        "io.grpc..",
                        "com.google.ortools..",
                        "org.apache.spark..",
                        "picocli..",
                        "org.framebudget.sim.planner..",
                        "org.framebudget.sim.report..",
                        "org.framebudget.sim.cli..")
                .because(
                        "a simulation embedded in another program brings no PDF, chart, database, RPC or solver along: "
                                + what);
    }

    @Test
    void theKernelKnowsNoDomain() {
        classes()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(KERNEL, "java.lang..", "java.util..", "org.apache.commons.rng..", "org.jspecify..")
                .allowEmptyShould(true)
                .because("time, events and random streams are the same for cameras and for anything else")
                .check(product);
    }

    @Test
    void nativeNetworkCodeIsLoadedInTheChildProcessAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.framebudget.models.runtime.child..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("a crash or a hang in native code takes its process down, which must not be the tool's;"
                        + " only models.runtime brings that library along")
                .check(product);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.framebudget.models.runtime.child..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.framebudget.models.runtime.child..")
                .because("what refers to a class of the child may load native code by accident")
                .check(product);
    }

    @Test
    void theWindowIsOnlyInTheUi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(UI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .because("everything but the window runs without a display")
                .check(product);
    }

    @Test
    void onlyTheCommandLineTouchesStandardStreamsAndTheProcess() {
        standardStreams().check(product);
        noClasses()
                .that()
                .resideOutsideOfPackages(CLI, UI)
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("who embeds the simulator decides when the process ends")
                .check(product);
    }

    private static ArchRule standardStreams() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callCodeUnitWhere(target(name("printStackTrace")).as("print a stack trace"))
                .because("--json promises one document on standard output and nothing else");
    }

    @Test
    void simulatedTimeComesFromTheKernelAlone() {
        wallClock(ENGINE, DEVICES, MODELS).check(product);
    }

    private static ArchRule wallClock(String[] engine, String... more) {
        DescribedPredicate<JavaCall<?>> wallClockRead = target(owner(name("java.lang.System")))
                .and(target(name("currentTimeMillis")).or(target(name("nanoTime"))))
                .or(target(name("now")).and(target(owner(resideInAnyPackage("java.time..")))))
                .as("read the wall clock");
        return noClasses()
                .that(are(resideInAnyPackage(join(engine, more))))
                .and(DescribedPredicate.not(oneOf(MAY_READ_THE_WALL_CLOCK)))
                .and()
                .resideOutsideOfPackage(RUNTIME) // measures what really happens, and how long it takes
                .should()
                .callCodeUnitWhere(wallClockRead)
                .because("the same seed gives the same bytes, whatever the time of day and however slow the machine");
    }

    @Test
    void functionsGiveTheSameBitsOnEveryProcessor() {
        processorBits(ENGINE, DEVICES, MODELS).check(product);
    }

    private static ArchRule processorBits(String[] engine, String... more) {
        DescribedPredicate<JavaCall<?>> inexact = target(owner(name("java.lang.Math")))
                .and(target(name("exp")
                        .or(name("expm1"))
                        .or(name("log"))
                        .or(name("log1p"))
                        .or(name("pow"))
                        .or(name("sin"))
                        .or(name("cos"))))
                .as("leave the last bit to the processor");
        return noClasses()
                .that()
                .resideInAnyPackage(join(engine, more))
                .should()
                .callCodeUnitWhere(inexact)
                .because("the same seed gives the same bytes on every machine: StrictMath does, Math need not");
    }

    @Test
    void randomNumbersComeFromNamedStreamsAlone() {
        strayRandomness(ENGINE, DEVICES, MODELS, "org.framebudget.sim.planner..")
                .check(product);
    }

    private static ArchRule strayRandomness(String[] engine, String... more) {
        return noClasses()
                .that()
                .resideInAnyPackage(join(engine, more))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .because("a draw outside the streams derived from (seed, name) cannot be repeated, and moves when"
                        + " something unrelated is added");
    }

    @Test
    void nothingLogs() {
        noClasses()
                .that()
                .resideInAPackage("org.framebudget..")
                .and(DescribedPredicate.not(oneOf(MAY_NAME_A_LOG_LEVEL)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.commons.logging..")
                .because("what a user has to know is in the result or in an exception, where it cannot be overlooked")
                .check(product);
    }

    @Test
    void theRulesCatchWhatTheyForbid() {
        // a rule that matches nothing would pass as well: hold three against a class that breaks them on purpose
        JavaClasses breaker = new ClassFileImporter().importClasses(RuleBreaker.class, Random.class);
        String[] fixture = {"org.framebudget.ui.archfixture.."};
        assertTrue(standardStreams().evaluate(breaker).hasViolation());
        assertTrue(wallClock(fixture).evaluate(breaker).hasViolation());
        assertTrue(strayRandomness(fixture).evaluate(breaker).hasViolation());
        assertTrue(processorBits(fixture).evaluate(breaker).hasViolation());
        assertTrue(noHeavyLibrary("fixture", fixture).evaluate(breaker).hasViolation());
    }

    private static DescribedPredicate<JavaClass> oneOf(List<String> names) {
        return DescribedPredicate.describe(
                "one of " + names, type -> names.contains(type.getFullName().replaceAll("\\$.*", "")));
    }

    private static String[] join(String[] first, String... more) {
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
