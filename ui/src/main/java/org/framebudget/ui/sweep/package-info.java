/** Many variants of the scenario: what varies, the map of what meets, the best compromises. */
package org.framebudget.ui.sweep;
