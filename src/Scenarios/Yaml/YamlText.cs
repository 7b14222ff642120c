using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Grader.Scenarios.Yaml;

/// <summary>
/// YAML text to a tree with line numbers: one document, no aliases (so that a small file cannot stand for a huge one), no tags,
/// nothing deeper than <see cref="DeepestNesting"/> and no text longer than <see cref="LongestText"/>.
/// </summary>
internal static class YamlText
{
    public const int DeepestNesting = 16;
    public const int LongestText = 1 << 20;

    /// <returns>Null where the text is no such document; then <paramref name="problems"/> says why.</returns>
    public static YamlValue? Parse(string text, ProblemLog problems)
    {
        if (text.Length > LongestText)
        {
            problems.Add(0, $"the file has {text.Length} characters; at most {LongestText} are read");
            return null;
        }

        Parser parser = new(new StringReader(text));
        try
        {
            return ReadDocument(parser);
        }
        catch (Refusal refusal)
        {
            problems.Add(refusal.Line, refusal.Message);
        }
        catch (YamlException error)
        {
            problems.Add((int)error.Start.Line, $"not valid YAML: {error.Message.TrimEnd('.')}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // YamlDotNet's scanner meets some broken texts, such as an unclosed [, with these instead of a YamlException.
            problems.Add((int)(parser.Current?.End.Line ?? 1), "not valid YAML from here on; expected closed brackets and quotes, and even indentation");
        }

        return null;
    }

    private static YamlValue ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) throw new Refusal(1, "the file is empty; expected a mapping of keys to values");
        parser.Consume<DocumentStart>();
        YamlValue root = ReadValue(parser, depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out DocumentStart? second)) throw new Refusal(LineOf(second), "a second YAML document; expected one document a file");
        return root;
    }

    private static YamlValue ReadValue(Parser parser, int depth)
    {
        ParsingEvent next = parser.Current ?? throw new Refusal(1, "the file ends where a value was expected");
        int line = LineOf(next);
        if (depth > DeepestNesting) throw new Refusal(line, $"nested deeper than {DeepestNesting} levels");
        if (next is NodeEvent { Tag.IsEmpty: false }) throw new Refusal(line, "a YAML tag; expected a plain value");
        switch (next)
        {
            case AnchorAlias alias:
                throw new Refusal(line, $"the alias *{alias.Value}; aliases are not read, write the value out");
            case Scalar scalar:
                parser.MoveNext();
                return new YamlScalar(line, scalar.Value, scalar.Style != ScalarStyle.Plain);
            case SequenceStart:
                parser.MoveNext();
                return new YamlSequence(line, ReadItems(parser, depth));
            case MappingStart:
                parser.MoveNext();
                return new YamlMapping(line, ReadEntries(parser, depth));
            default:
                throw new Refusal(line, "expected a value");
        }
    }

    private static ImmutableArray<YamlValue> ReadItems(Parser parser, int depth)
    {
        ImmutableArray<YamlValue>.Builder items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadValue(parser, depth + 1));
        return items.ToImmutable();
    }

    private static ImmutableArray<YamlEntry> ReadEntries(Parser parser, int depth)
    {
        ImmutableArray<YamlEntry>.Builder entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            YamlValue key = ReadValue(parser, depth + 1);
            if (key is not YamlScalar { Text: var name }) throw new Refusal(key.Line, $"{key.Kind} as a key; expected a word");
            entries.Add(new YamlEntry(name, key.Line, ReadValue(parser, depth + 1)));
        }

        return entries.ToImmutable();
    }

    private static int LineOf(ParsingEvent parsingEvent) => (int)parsingEvent.Start.Line;

    /// <summary>Leaves the recursive reader; never leaves this file.</summary>
    private sealed class Refusal(int line, string message) : Exception(message)
    {
        public int Line => line;
    }
}
