using System.Collections.Immutable;

namespace Grader.Scenarios.Yaml;

/// <summary>A YAML value with its place. The set is closed; there are no aliases and no tags.</summary>
/// <param name="Line">From 1.</param>
internal abstract record YamlValue(int Line)
{
    /// <summary>The value's kind in words, for messages.</summary>
    public abstract string Kind { get; }
}

/// <param name="IsQuoted">Quoted or a block: then <c>""</c> is an empty text; unquoted nothing is no value.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsQuoted) : YamlValue(Line)
{
    public bool IsNothing => !IsQuoted && Text.Length == 0;

    public override string Kind => IsNothing ? "nothing" : $"'{Quotation.Shorten(Text)}'";
}

internal sealed record YamlSequence(int Line, ImmutableArray<YamlValue> Items) : YamlValue(Line)
{
    public override string Kind => "a list";
}

internal sealed record YamlMapping(int Line, ImmutableArray<YamlEntry> Entries) : YamlValue(Line)
{
    public override string Kind => "a mapping";
}

/// <param name="Line">Of the key, from 1.</param>
internal sealed record YamlEntry(string Key, int Line, YamlValue Value);
