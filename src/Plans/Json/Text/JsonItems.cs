namespace Grader.Plans.Json;

/// <summary>The items of an array, for <c>foreach</c>.</summary>
internal struct JsonItems(JsonText text, int array)
{
    private int left = text.Token(array).Size;
    private int next = array + 1;

    public JsonValue Current { get; private set; }

    public readonly JsonItems GetEnumerator() => this;

    public bool MoveNext()
    {
        if (left == 0)
        {
            return false;
        }

        left--;
        Current = new JsonValue(text, next);
        next = text.Behind(next);
        return true;
    }
}
