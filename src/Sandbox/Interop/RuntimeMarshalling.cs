using System.Runtime.CompilerServices;

// All that crosses the border is of the same form on both sides; so calls are compiled ahead of time, and not in every worker as it starts.
[assembly: DisableRuntimeMarshalling]
