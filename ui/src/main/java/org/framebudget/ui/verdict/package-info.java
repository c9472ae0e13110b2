/** The answer in one sentence. */
package org.framebudget.ui.verdict;
