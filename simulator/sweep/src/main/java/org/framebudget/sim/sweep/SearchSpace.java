package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;

/** The points of a sweep as a search moves among them: a coordinate for each axis that varies, one for all that are sampled together. */
interface SearchSpace {
    /** Points that may be looked at. */
    long kept();

    /** Number of coordinates. */
    int coordinates();

    /** Values of a coordinate, numbered from 0. */
    long size(int coordinate);

    /** The axis, for people. */
    String name(int coordinate);

    /** Whether values with near numbers are near each other. */
    boolean ordered(int coordinate);

    /** Numbers of values that are near one of a coordinate that is not ordered, nearest first; empty where none is nearer than another. */
    List<Long> near(int coordinate, long value, int count);

    /** A point's value. */
    long value(long point, int coordinate);

    /** The point with one other value. */
    long with(long point, int coordinate, long value);

    /** Whether it may be looked at. */
    boolean keeps(long point);

    /** All points of the line through a point along a coordinate, without the point, that may be looked at. */
    default List<Long> line(long point, int coordinate) {
        List<Long> line = new ArrayList<>();
        for (long v = 0; v < size(coordinate); v++) {
            if (v != value(point, coordinate)) {
                add(line, point, coordinate, v);
            }
        }
        return line;
    }

    /** Adds a point with one other value where there is one that may be looked at. */
    default void add(List<Long> points, long point, int coordinate, long value) {
        if (value >= 0 && value < size(coordinate) && value != value(point, coordinate)) {
            long other = with(point, coordinate, value);
            if (keeps(other) && !points.contains(other)) {
                points.add(other);
            }
        }
    }
}
