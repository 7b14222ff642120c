using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>Options of a source or sink: names compare without case, later settings win (Spark's CaseInsensitiveMap).</summary>
public sealed record CaseInsensitiveOptions(Seq<Setting> Entries)
{
    public static CaseInsensitiveOptions Empty { get; } = new(Seq.Create<Setting>([]));

    /// <summary>The value as given, or null where the option is not set.</summary>
    public string? this[string name]
    {
        get
        {
            for (int i = Entries.Count - 1; i >= 0; i--)
            {
                if (string.Equals(Entries[i].Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return Entries[i].Value;
                }
            }

            return null;
        }
    }
}
