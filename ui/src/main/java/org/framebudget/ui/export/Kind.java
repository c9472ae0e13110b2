package org.framebudget.ui.export;

import org.framebudget.ui.text.Texts;

/** What can be written. */
public enum Kind {
    PLAN_PDF("plan.pdf"),
    PLAN_JSON("plan.json"),
    RESULT_JSON("result.json"),
    FRAMES_CSV("frames.csv"),
    FRAMES_PARQUET("frames.parquet"),
    TRACE("trace.json");

    private final String file;

    Kind(String file) {
        this.file = file;
    }

    /** Suggested name of the file. */
    public String file() {
        return file;
    }

    /** In words. */
    public String text() {
        return Texts.get("export." + name());
    }

    /** Whether it is of a single replication, whatever the result is of. */
    public boolean ofOneReplication() {
        return this == FRAMES_CSV || this == FRAMES_PARQUET || this == TRACE;
    }

    /** Whether it is written from a whole plan. */
    public boolean ofPlan() {
        return this == PLAN_PDF || this == PLAN_JSON;
    }
}
