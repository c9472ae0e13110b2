package org.framebudget.sim.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its {@link ExitStatus}. */
    public static void main(String[] args) {
        // libraries report through exceptions here; their log lines would stand between a message and its reader
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        Terminal terminal = Terminal.system();
        Thread interruption = Interruption.announce(terminal);
        int status = new Cli(terminal, new Product()).execute(args);
        Interruption.over(interruption);
        System.exit(status);
    }
}
