namespace Grader.Engine.Text;

/// <summary>Sentences and words of a text, by the rules of Java's BreakIterator for western languages.</summary>
internal static class SentenceBreaks
{
    /// <summary>A sentence ends behind <c>!</c>, <c>?</c> or a dot that a word in upper case follows, and at the end of a paragraph.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r' or '\u2029' || (text[i] is '.' or '!' or '?' && EndsSentence(text, i)))
            {
                int end = i + 1;
                while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '\'' or ')' or ']' or '}')
                {
                    end++;
                }

                while (end < text.Length && char.IsWhiteSpace(text[end]))
                {
                    end++;
                }

                yield return text[start..end];
                start = end;
                i = end - 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    /// <summary>The words: letters and digits, joined by one mark inside (<c>don't</c>, <c>1,234.5</c>, <c>mid-word</c>).</summary>
    public static IEnumerable<string> Words(string sentence)
    {
        for (int i = 0; i < sentence.Length;)
        {
            if (!char.IsLetterOrDigit(sentence[i]))
            {
                i++;
                continue;
            }

            int end = i + 1;
            while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || sentence[end] == '_' || JoinsWord(sentence, end)))
            {
                end++;
            }

            yield return sentence[i..end];
            i = end;
        }
    }

    private static bool EndsSentence(string text, int mark)
    {
        int next = mark + 1;
        bool isHard = text[mark] is '!' or '?';
        while (next < text.Length && text[next] is '.' or '!' or '?' or '"' or '\'' or ')' or ']' or '}')
        {
            isHard |= text[next] is '!' or '?';
            next++;
        }

        int word = next;
        while (word < text.Length && char.IsWhiteSpace(text[word]))
        {
            word++;
        }

        return word == text.Length || isHard || (word > next && !char.IsLower(text[word]));
    }

    private static bool JoinsWord(string text, int index)
    {
        if (index + 1 >= text.Length)
        {
            return false;
        }

        (char before, char mark, char after) = (text[index - 1], text[index], text[index + 1]);
        return (mark is '\'' or '.' or '-' && char.IsLetter(before) && char.IsLetter(after))
            || (mark is '.' or ',' && char.IsDigit(before) && char.IsDigit(after));
    }
}
