/** Real networks on the machine in front of the user. */
package org.framebudget.ui.machine;
