namespace Grader.Plans;

/// <summary>Where in the student's program a plan node was made: file name, line and column, both counted from 1.</summary>
/// <remarks>
/// Two origins are always equal: where a node was written never makes two plans different, and records compare all they hold.
/// The default value means "unknown".
/// </remarks>
public readonly struct Origin(string file, int line, int column) : IEquatable<Origin>
{
    public string? File { get; } = file;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public bool IsKnown => File is not null;

    public bool Equals(Origin other) => true;

    public override bool Equals(object? obj) => obj is Origin;

    public override int GetHashCode() => 0;

    public override string ToString() => IsKnown ? $"{File}:{Line}:{Column}" : "";

    public static bool operator ==(Origin left, Origin right) => left.Equals(right);

    public static bool operator !=(Origin left, Origin right) => !left.Equals(right);
}
