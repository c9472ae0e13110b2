/** The command line: what the user types, what is printed, and the exit status. */
package org.framebudget.sim.cli;
