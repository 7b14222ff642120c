using System.Collections.Immutable;
using System.Globalization;

namespace Grader.Scenarios.Yaml;

/// <summary>
/// The keys of one mapping. Every getter logs what is wrong and answers null, so that reading goes on to the next key; unknown and
/// repeated keys are logged when the mapping is opened.
/// </summary>
internal sealed class MappingFields
{
    private readonly ProblemLog problems;
    private readonly string owner;
    private readonly Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);

    /// <param name="owner">What the mapping describes, with its article: "an event".</param>
    /// <param name="known">The keys it may have, in the order messages list them.</param>
    private MappingFields(YamlMapping mapping, ProblemLog problems, string owner, ImmutableArray<string> known)
    {
        this.problems = problems;
        this.owner = owner;
        Line = mapping.Line;
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (!known.Contains(entry.Key))
                problems.Add(entry.Line, $"unknown key '{Quotation.Shorten(entry.Key)}' in {owner}; expected one of {string.Join(", ", known)}");
            else if (!entries.TryAdd(entry.Key, entry))
                problems.Add(entry.Line, $"the key '{entry.Key}' a second time in {owner}; expected it once");
        }
    }

    public int Line { get; }

    public static MappingFields? Open(YamlValue? value, ProblemLog problems, string owner, params ImmutableArray<string> known)
    {
        if (value is YamlMapping mapping) return new MappingFields(mapping, problems, owner, known);
        if (value is not null) problems.Add(value.Line, $"{value.Kind} where {owner} belongs; expected a mapping with {string.Join(", ", known)}");
        return null;
    }

    public bool Has(string key) => entries.ContainsKey(key);

    /// <summary>Line of the key, or of the mapping where the key is missing.</summary>
    public int LineOf(string key) => entries.TryGetValue(key, out YamlEntry? entry) ? entry.Line : Line;

    public YamlValue? Optional(string key) => entries.TryGetValue(key, out YamlEntry? entry) ? entry.Value : null;

    public YamlValue? Required(string key)
    {
        if (entries.TryGetValue(key, out YamlEntry? entry)) return entry.Value;
        problems.Add(Line, $"{owner} lacks the key '{key}'");
        return null;
    }

    /// <param name="expected">What the text should be, with its article: "a file name".</param>
    public string? Text(YamlValue? value, string expected)
    {
        switch (value)
        {
            case null:
                return null;
            case YamlScalar { IsNothing: false } scalar:
                return scalar.Text;
            default:
                problems.Add(value.Line, $"{value.Kind} where {expected} belongs");
                return null;
        }
    }

    public int? WholeNumber(YamlValue? value, string expected, int least, int most)
    {
        if (Text(value, expected) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most) return number;
        problems.Add(value!.Line, $"{value.Kind} where {expected} belongs; expected a whole number from {least} to {most}");
        return null;
    }

    public bool? YesOrNo(YamlValue? value, string expected)
    {
        switch (Text(value, expected))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            default:
                problems.Add(value!.Line, $"{value.Kind} where {expected} belongs; expected true or false");
                return null;
        }
    }

    public TimeSpan? Duration(YamlValue? value, string expected)
    {
        if (Text(value, expected) is not { } text) return null;
        if (DurationText.TryParse(text) is { } duration) return duration;
        problems.Add(value!.Line, $"{value.Kind} where {expected} belongs; expected a duration such as 500ms, 2s or 1m 30s, at most 24h");
        return null;
    }

    /// <summary>One of a closed set of words.</summary>
    public T? Word<T>(YamlValue? value, string expected, ImmutableArray<(string Word, T Meaning)> words)
        where T : struct
    {
        if (Text(value, expected) is not { } text) return null;
        foreach ((string word, T meaning) in words)
        {
            if (word == text) return meaning;
        }

        problems.Add(value!.Line, $"{value.Kind} where {expected} belongs; expected one of {string.Join(", ", words.Select(word => word.Word))}");
        return null;
    }

    public ImmutableArray<YamlValue> Items(YamlValue? value, string expected)
    {
        if (value is YamlSequence sequence) return sequence.Items;
        if (value is not null) problems.Add(value.Line, $"{value.Kind} where {expected} belongs");
        return [];
    }

    /// <summary>A title: <c>{ en: …, ru: … }</c>, or one text that is English.</summary>
    public LocalizedText? Localized(YamlValue? value)
    {
        const string Expected = "a title";
        if (value is not YamlMapping) return Text(value, Expected) is { } english ? new LocalizedText(english, null) : null;
        MappingFields fields = Open(value, problems, Expected, "en", "ru")!;
        string? en = fields.Text(fields.Required("en"), "the English title");
        string? ru = fields.Text(fields.Optional("ru"), "the Russian title");
        return en is null ? null : new LocalizedText(en, ru);
    }
}
