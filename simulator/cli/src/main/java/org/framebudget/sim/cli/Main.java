package org.framebudget.sim.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its {@link ExitStatus}. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.system();
        System.exit(new Cli(terminal, new Product()).execute(args));
    }
}
