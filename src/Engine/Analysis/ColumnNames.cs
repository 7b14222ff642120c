using System.Text;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>Column names as programs write them: dots separate parts, back-quotes escape, two back-quotes mean one.</summary>
internal static class ColumnNames
{
    /// <exception cref="SparkException">The back-quotes do not match (Spark's UnresolvedAttribute.parseAttributeName).</exception>
    public static Seq<string> Parse(string name)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        bool quoted = false, closed = false;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (quoted)
            {
                if (c != '`')
                {
                    part.Append(c);
                }
                else if (i + 1 < name.Length && name[i + 1] == '`')
                {
                    part.Append(c);
                    i++;
                }
                else
                {
                    quoted = false;
                    closed = true;
                }
            }
            else if (c == '`' && part.Length == 0 && !closed)
            {
                quoted = true;
            }
            else if (c == '.' && (part.Length > 0 || closed) && i + 1 < name.Length)
            {
                parts.Add(part.ToString());
                part.Clear();
                closed = false;
            }
            else if (c is '`' or '.' || closed)
            {
                throw Malformed(name);
            }
            else
            {
                part.Append(c);
            }
        }

        if (quoted)
        {
            throw Malformed(name);
        }

        parts.Add(part.ToString());
        return parts.ToSeq();
    }

    /// <summary>Spark's toSQLId: every part in back-quotes.</summary>
    public static string Quote(IEnumerable<string> parts) =>
        string.Join(".", parts.Select(part => $"`{part.Replace("`", "``", StringComparison.Ordinal)}`"));

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static SparkException Malformed(string name) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1049",
        $"Syntax error in attribute name: {name}.");
}
