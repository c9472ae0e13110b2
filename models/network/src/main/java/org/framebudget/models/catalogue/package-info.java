/** The vision networks that are known by name. */
package org.framebudget.models.catalogue;
