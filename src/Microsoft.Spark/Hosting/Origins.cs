namespace Microsoft.Spark.Hosting;

/// <summary>A value of the API that can say where in the student's text it was made.</summary>
internal interface IHasOrigin
{
    /// <summary>Notes the place; the first one noted stays.</summary>
    void NoteOrigin(Origin origin);
}

/// <summary>Called around every call into the API in a rewritten program.</summary>
internal static class Origins
{
    /// <param name="line">Like <paramref name="column"/> counted from 1.</param>
    public static T Mark<T>(T value, string file, int line, int column)
    {
        (value as IHasOrigin)?.NoteOrigin(new Origin(file, line, column));
        return value;
    }
}
