/** The feasibility map and what else a plan says. */
package org.framebudget.ui.map;
