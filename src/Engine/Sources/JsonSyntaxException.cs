namespace Grader.Engine.Sources;

/// <summary>The text is no JSON: nothing of the record can be kept. Never leaves the reader.</summary>
internal sealed class JsonSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
