/** What a run leaves behind: the plan as PDF, tables for the terminal, JSON, frame tables and traces. */
package org.framebudget.sim.report;
