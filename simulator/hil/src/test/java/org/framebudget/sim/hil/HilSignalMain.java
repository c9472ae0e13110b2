package org.framebudget.sim.hil;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.sim.report.TextStyle;
import picocli.CommandLine;

/** {@code framebudget hil} with a fake device, on a machine whose root folder is the first argument. */
final class HilSignalMain {
    private HilSignalMain() {}

    public static void main(String[] args) {
        HilCommand command = new HilCommand(
                new Terminal(System.out, System.err, TextStyle.PLAIN, false),
                machine(Path.of(args[0])),
                (named, agent, notes) -> new FakeTarget(5_000_000, -1));
        new CommandLine(command).parseArgs(Arrays.copyOfRange(args, 1, args.length));
        System.exit(command.call());
    }

    /** This one, but for its root folder. */
    static HostRuntime machine(Path root) {
        ThisMachine here = new ThisMachine();
        return (HostRuntime) Proxy.newProxyInstance(
                HilSignalMain.class.getClassLoader(),
                new Class<?>[] {HostRuntime.class},
                (proxy, method, given) -> method.getName().equals("systemRoot") ? root : method.invoke(here, given));
    }
}
