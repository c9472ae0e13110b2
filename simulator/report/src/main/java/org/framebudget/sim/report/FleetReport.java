package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.framebudget.sim.planner.FleetAnswer;
import org.framebudget.sim.planner.PlanResult;
import org.jspecify.annotations.Nullable;

/** Which devices to buy, of a plan: for the verdict, for a terminal and for a page of the PDF. */
public record FleetReport(FleetAnswer answer) {
    static final String TITLE = "Devices to buy";

    private static final Pattern NUMBERED = Pattern.compile("(.*)-([0-9]{1,6})");

    boolean found() {
        return answer.fleet() != null;
    }

    /** The answer in a sentence. */
    String sentence() {
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet == null) {
            return "No fleet: " + Objective.inWords(answer.reason());
        }
        String standBy = fleet.spares().isEmpty()
                ? ""
                : ", with "
                        + fleet.spares().stream()
                                .map(spare -> times(spare.count(), spare.profile()))
                                .collect(Collectors.joining(", "))
                        + " standing by";
        return fleet.mix().stream()
                        .map(item -> times(item.count(), item.profile()))
                        .collect(Collectors.joining(" + "))
                + (fleet.boxes().size() == 1 ? " carries " : " carry ")
                + (fleet.cameras() == 1 ? "the camera" : "all " + Numbers.count(fleet.cameras()) + " cameras")
                + standBy + ": "
                + money(fleet, fleet.cost()) + (fleet.spares().isEmpty() ? "" : " in all") + "." + unsure(fleet);
    }

    /** Whether all devices meet at once in too few draws of what the profiles leave open to call the fleet sure. */
    boolean isUnsure() {
        PlanResult.Fleet fleet = answer.fleet();
        return fleet != null && Boolean.FALSE.equals(fleet.sureTogether());
    }

    private static String unsure(PlanResult.Fleet fleet) {
        return !Boolean.FALSE.equals(fleet.sureTogether())
                ? ""
                : " But with what the profiles leave open, all meet at once with a probability of only "
                        + Numbers.percentSign(fleet.probabilityMeets()) + ".";
    }

    /** What to do, in a sentence or two; empty where there is no fleet. */
    String purchase() {
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (PlanResult.MixItem item : fleet.mix()) {
            int n = item.cameras().size();
            parts.add(times(item.count(), item.profile()) + " for " + Numbers.count(n)
                    + (n == 1 ? " camera" : " cameras"));
        }
        fleet.spares().forEach(spare -> parts.add(times(spare.count(), spare.profile()) + " to stand by"));
        List<String> assumed = fleet.types().stream()
                .filter(type -> type.priceSource() == null && fleet.count(type.profile()) > 0)
                .map(PlanResult.BoxType::profile)
                .toList();
        return "Buy " + String.join(", ", parts) + ", with the networks and frame rates of the scenario."
                + (assumed.isEmpty()
                        ? ""
                        : " First look up what " + String.join(", ", assumed)
                                + (assumed.size() == 1 ? " costs: that price is" : " cost: these prices are")
                                + " ASSUMED.");
    }

    private static String times(int count, String profile) {
        return count + "\u00a0×\u00a0" + profile;
    }

    /** How sure that is, in a few sentences; empty where there is no fleet. */
    String detail() {
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet == null) {
            return "What follows is about " + answer.box() + ".";
        }
        List<String> parts = new ArrayList<>();
        parts.add(money(fleet, fleet.purchase()) + " to buy and " + money(fleet, fleet.energyCost())
                + " of energy over " + Numbers.withUnit(fleet.hours(), "h") + " ("
                + Numbers.withUnit(fleet.powerW(), "W") + " in all).");
        parts.add("Every device was simulated with its cameras"
                + (fleet.nPlusOne() ? ", and what stands by with the cameras of each" : "") + ".");
        parts.add(howCheap(fleet));
        Double without = fleet.costWithoutSpare();
        if (without != null) {
            parts.add("Without one standing by it would be " + money(fleet, without) + ".");
        }
        Double probability = fleet.probabilityMeets();
        if (probability != null) {
            parts.add("With what the profiles leave open, all devices meet in the first minute with probability "
                    + Numbers.percentSign(probability) + "."
                    + (isUnsure()
                            ? " A larger fleet.spare_fraction raises it; fleet.n_plus_1 is for a device that fails."
                            : ""));
        }
        parts.add("What follows is about " + answer.box() + ".");
        return String.join(" ", parts);
    }

    /** Whether a cheaper mix is possible, and what that rests on. */
    private static String howCheap(PlanResult.Fleet fleet) {
        List<String> restsOn = fleet.boundRestsOn();
        if (restsOn == null && fleet.gapFraction() == 0) {
            return "No mix costs less: every load that a device may have time for was simulated.";
        }
        String provided = restsOn == null || restsOn.isEmpty()
                ? ""
                : ", provided that "
                        + restsOn.stream().map(FleetReport::condition).collect(Collectors.joining(", and that "));
        return (fleet.optimal()
                        ? "No mix costs less, to a thousandth"
                        : "A cheaper mix may be possible, but none below " + money(fleet, fleet.lowerBound()) + " (gap "
                                + Numbers.percentSign(fleet.gapFraction()) + ")")
                + provided + ".";
    }

    private static String condition(String of) {
        return switch (of) {
            case PlanResult.Fleet.UNIT_TIME ->
                "a camera takes no less time among others than on a device full of its kind";
            case PlanResult.Fleet.MONOTONY -> "what fails with some cameras fails with more";
            case PlanResult.Fleet.ADDITIVE_ENERGY -> "a camera takes no less power than was seen";
            default -> of;
        };
    }

    static String money(PlanResult.Fleet fleet, @Nullable Double amount) {
        String figure = amount == null
                ? Numbers.NONE
                : amount < 99.5 ? Numbers.plain(amount) : Numbers.count(Math.round(amount));
        return figure + "\u00a0" + Objects.requireNonNullElse(fleet.currency(), "");
    }

    /** For a terminal: what is for sale and what is bought; empty where there is no fleet. */
    TextTable types(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("device")
                .numbers("carry cameras")
                .numbers("stand by")
                .numbers("cameras")
                .numbers("each")
                .words("price from")
                .numbers("together")
                .words("carries of one kind alone");
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet != null) {
            for (PlanResult.BoxType type : fleet.types()) {
                fill(table.row()::cell, fleet, type);
            }
        }
        return table;
    }

    /** For a terminal: each device with its cameras. */
    TextTable boxes(TextStyle style) {
        TextTable table = new TextTable(style)
                .words("device")
                .numbers("cameras")
                .words("which")
                .words("busiest")
                .numbers("busy %")
                .numbers("W");
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet != null) {
            for (PlanResult.Box box : fleet.boxes()) {
                table.row()
                        .cell(box.profile())
                        .cell(Integer.toString(box.cameras().size()))
                        .cell(names(box.cameras()))
                        .cell(Objects.requireNonNullElse(box.unit(), Numbers.NONE))
                        .cell(Numbers.percent(box.utilisation()))
                        .cell(Numbers.plain(box.powerW()));
            }
        }
        return table;
    }

    private static int carrying(PlanResult.Fleet fleet, PlanResult.BoxType type) {
        return fleet.count(type.profile()) - standing(fleet, type);
    }

    private static int standing(PlanResult.Fleet fleet, PlanResult.BoxType type) {
        return fleet.spares().stream()
                .filter(spare -> spare.profile().equals(type.profile()))
                .mapToInt(PlanResult.Spare::count)
                .sum();
    }

    private static int cameras(PlanResult.Fleet fleet, PlanResult.BoxType type) {
        return fleet.boxes().stream()
                .filter(box -> box.profile().equals(type.profile()))
                .mapToInt(box -> box.cameras().size())
                .sum();
    }

    private static String source(PlanResult.BoxType type) {
        return Objects.requireNonNullElse(type.priceSource(), "ASSUMED");
    }

    private static String alone(PlanResult.BoxType type) {
        return type.alone().stream()
                .map(alone -> (Boolean.TRUE.equals(alone.atLeast()) ? "at least\u00a0" : "") + alone.most() + "\u00a0"
                        + alone.camera())
                .collect(Collectors.joining(", "));
    }

    /** Names in a row of numbers as {@code yard-3 to yard-9}. */
    static String names(List<String> cameras) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < cameras.size(); ) {
            int last = i;
            while (last + 1 < cameras.size() && follows(cameras.get(last), cameras.get(last + 1))) {
                last++;
            }
            if (last > i + 1) {
                parts.add(cameras.get(i) + " to " + cameras.get(last));
            } else {
                parts.addAll(cameras.subList(i, last + 1));
            }
            i = last + 1;
        }
        return String.join(", ", parts);
    }

    private static boolean follows(String name, String next) {
        Matcher a = NUMBERED.matcher(name);
        Matcher b = NUMBERED.matcher(next);
        return a.matches()
                && b.matches()
                && a.group(1).equals(b.group(1))
                && Integer.parseInt(a.group(2)) + 1 == Integer.parseInt(b.group(2));
    }

    /** The page; empty where there is no fleet. */
    String html() {
        PlanResult.Fleet fleet = answer.fleet();
        if (fleet == null) {
            return "";
        }
        Html page = new Html();
        HtmlTable types = typesTable(fleet);
        page.heading("fleet", TITLE, types.headMm() + 24);
        page.paragraph(sentence() + " " + detail());
        page.paragraph(
                fleet.boundRestsOn() == null
                        ? "Every load that a device may have time for was simulated, in its first minute and in steady state; "
                                + fleet.cuts() + (fleet.cuts() == 1 ? " was" : " were")
                                + " refused. Of the others an integer program took the cheapest that carry every camera once."
                                + " Solver: " + fleet.solver() + "."
                        : "The mix is the cheapest that was found by an integer program over the loads that a device can carry;"
                                + " each load in it was simulated in its first minute and in steady state, and where one failed,"
                                + " the program was solved again without it: " + fleet.rounds()
                                + (fleet.rounds() == 1 ? " round, " : " rounds, ") + fleet.cuts()
                                + (fleet.cuts() == 1 ? " load" : " loads") + " refused. Solver: " + fleet.solver()
                                + ".");
        page.raw("<div class=\"dense\">").raw(types.under("What is for sale, and what is bought"));
        page.raw(boxesTable(fleet).under("Each device with its cameras")).raw("</div>");
        fleet.notes().forEach(page::paragraph);
        Map<String, List<String>> profilesByNote = new LinkedHashMap<>();
        for (PlanResult.BoxType type : fleet.types()) {
            type.notes()
                    .forEach(note -> profilesByNote
                            .computeIfAbsent(note, n -> new ArrayList<>())
                            .add(type.profile()));
        }
        profilesByNote.forEach((note, profiles) ->
                page.paragraph("On " + String.join(", ", profiles) + ": " + Objective.inWords(note)));
        return page.toString();
    }

    private static HtmlTable typesTable(PlanResult.Fleet fleet) {
        HtmlTable table = new HtmlTable()
                .words("device", 34)
                .numbers("carry cameras", 15)
                .numbers("stand by", 11)
                .numbers("cameras", 14)
                .numbers("price each", 18)
                .words("price from", 22)
                .numbers("price together", 19)
                .words("carries of one kind alone", 47);
        for (PlanResult.BoxType type : fleet.types()) {
            fill(table.row()::cell, fleet, type);
        }
        return table;
    }

    /** The cells of a row, the same in both tables. */
    private static void fill(Consumer<String> row, PlanResult.Fleet fleet, PlanResult.BoxType type) {
        row.accept(type.profile());
        row.accept(Integer.toString(carrying(fleet, type)));
        row.accept(Integer.toString(standing(fleet, type)));
        row.accept(Integer.toString(cameras(fleet, type)));
        row.accept(money(fleet, type.price()));
        row.accept(source(type));
        row.accept(money(fleet, type.price() * fleet.count(type.profile())));
        row.accept(alone(type));
    }

    private static HtmlTable boxesTable(PlanResult.Fleet fleet) {
        HtmlTable table = new HtmlTable()
                .words("device", 36)
                .numbers("cameras", 15)
                .words("which", 75)
                .words("busiest unit", 16)
                .numbers("busy, %", 13)
                .words("", 15)
                .numbers("power, W", 13);
        for (PlanResult.Box box : fleet.boxes()) {
            table.row()
                    .cell(box.profile())
                    .cell(Integer.toString(box.cameras().size()))
                    .cell(names(box.cameras()))
                    .cell(Objects.requireNonNullElse(box.unit(), Numbers.NONE))
                    .cell(Numbers.percent(box.utilisation()))
                    .bar(box.utilisation(), "#7a8794")
                    .cell(Numbers.plain(box.powerW()));
        }
        for (PlanResult.Spare spare : fleet.spares()) {
            table.row()
                    .cell(spare.profile())
                    .cell("0")
                    .cell(spare.count() == 1 ? "stands by" : spare.count() + " stand by")
                    .cell(Numbers.NONE)
                    .cell(Numbers.NONE)
                    .bar(0, "#7a8794")
                    .cell(Numbers.plain(spare.powerW()));
        }
        return table;
    }
}
