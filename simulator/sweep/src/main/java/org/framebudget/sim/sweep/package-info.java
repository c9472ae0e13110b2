/**
 * Parameter sweeps: many variants of a scenario, numbered so that each can be made by its number alone, run on every core and
 * kept as one row each in Parquet files that DuckDB reads.
 */
package org.framebudget.sim.sweep;
