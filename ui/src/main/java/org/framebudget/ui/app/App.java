package org.framebudget.ui.app;

import org.framebudget.sim.cli.Main;

/** Where the packaged program starts: the window without arguments, else the command line. */
public final class App {
    private App() {}

    /** As {@link Main#main}. */
    public static void main(String[] args) {
        Main.main(args.length == 0 ? new String[] {"ui"} : args);
    }
}
