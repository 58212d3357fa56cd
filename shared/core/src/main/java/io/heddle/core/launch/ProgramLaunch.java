package io.heddle.core.launch;

import io.heddle.core.plan.Artifact;
import java.util.List;
import java.util.Set;

/**
 * A user's program that the master runs (application mode).
 *
 * @param mainClass class with the main method
 * @param arguments what follows the jar on the command line
 * @param artifacts the program's jar first, then further class path entries; to be fetched and checked by hash
 * @param running ids of the user's jobs that ran in other applications when the program was submitted
 */
public record ProgramLaunch(String mainClass, List<String> arguments, List<Artifact> artifacts, Set<String> running) {}
