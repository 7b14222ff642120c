namespace Grader.Plans;

/// <summary>An option or setting as a program gives it: its name as written, and its value as text.</summary>
/// <remarks>A class, where a pair of the base library would be a value: code over lists of such values is not compiled ahead of time, and each worker would compile it anew.</remarks>
public sealed record Setting(string Key, string Value);
