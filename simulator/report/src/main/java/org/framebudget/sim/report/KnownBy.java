package org.framebudget.sim.report;

/** How the time of an inference is known, in words that need no explanation; the result's own word for it is a method's name. */
final class KnownBy {
    private KnownBy() {}

    /**
     * Said of the inference: {@code predicted from measured networks of its family}.
     *
     * @param basis as in the result
     */
    static String words(String basis) {
        return switch (basis) {
            case "scaled" -> "predicted from measured networks of its family";
            case "roofline" -> "predicted from measured networks of other families";
            default -> basis;
        };
    }
}
