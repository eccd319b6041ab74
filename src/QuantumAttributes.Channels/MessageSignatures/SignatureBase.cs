using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>Builds the bytes that are signed (RFC 9421 §2.5). Thread-safe.</summary>
public static class SignatureBase
{
    // Anything else, a line break above all, could make one base say what two messages mean (§2.5, §7.5.4).
    private static readonly SearchValues<char> AllowedInValues =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), '\t']);

    /// <summary>How many components a signature covers at most: 64.</summary>
    public const int MaxComponents = 64;

    private const int UsualLength = 1024;
    private const int MaxKept = 16 * 1024;

    // A base is made for each request. What is in it, the request's own fields hold as well.
    [ThreadStatic]
    private static StringBuilder? _lines;

    [ThreadStatic]
    private static byte[]? _ascii;

    /// <summary>Creates the signature base of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signatureParameters">
    /// The covered components in order, with the signature parameters (§2.3): the member of <c>Signature-Input</c>. Components
    /// are fields and the derived components other than <c>@query-param</c>, all without parameters.
    /// </param>
    /// <param name="signatureBase">The base, ASCII, or null.</param>
    /// <returns>
    /// Whether there is a base: not if there are more than <see cref="MaxComponents"/>, or a component is unknown, has parameters, comes
    /// twice, is absent from the message, or has a value with characters other than printable ASCII and tab. Nothing throws.
    /// </returns>
    public static bool TryCreate(
        IMessageComponents message, InnerList signatureParameters, [NotNullWhen(true)] out byte[]? signatureBase)
    {
        signatureBase = TryReadNames(signatureParameters, out List<string> covered)
            && TryWrite(message, covered, signatureParameters.ToString(), out ReadOnlySpan<byte> bytes)
            ? bytes.ToArray()
            : null;
        return signatureBase is not null;
    }

    /// <summary>The names of the covered components, in order; false where there are too many, or one is none or comes twice.</summary>
    internal static bool TryReadNames(InnerList components, out List<string> names)
    {
        names = new List<string>(components.Count);
        for (int i = 0; i < components.Count; i++)
        {
            if (i == MaxComponents || !TryGetName(components[i], out string? name) || names.Contains(name))
            {
                return false;
            }

            names.Add(name);
        }

        return true;
    }

    /// <summary>The same for components that are known to be some, in memory of the thread's own: until it writes the next one.</summary>
    internal static bool TryWrite(
        IMessageComponents message, List<string> covered, ReadOnlySpan<char> signatureParameters, out ReadOnlySpan<byte> signatureBase)
    {
        signatureBase = default;
        StringBuilder lines = TakeBuilder();
        foreach (string name in covered)
        {
            string? value = name[0] == '@' ? DerivedComponent.ValueOf(name, message) : message.GetField(name);
            if (value is null || value.AsSpan().ContainsAnyExcept(AllowedInValues))
            {
                return false;
            }

            lines.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }

        lines.Append("\"@signature-params\": ").Append(signatureParameters);
        signatureBase = ToAscii(lines);
        _lines = lines.Capacity <= MaxKept ? lines : null;
        return true;
    }

    private static StringBuilder TakeBuilder()
    {
        StringBuilder lines = _lines ?? new StringBuilder(UsualLength);
        _lines = null; // a message that makes a base itself, to answer for a field, has one of its own
        return lines.Clear();
    }

    private static ReadOnlySpan<byte> ToAscii(StringBuilder text)
    {
        byte[] ascii = text.Length <= UsualLength ? _ascii ??= new byte[UsualLength] : new byte[text.Length];
        Span<byte> rest = ascii;
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
            rest = rest[Encoding.ASCII.GetBytes(chunk.Span, rest)..];
        return ascii.AsSpan(0, text.Length);
    }

    // A name in another case would be another component to whoever compares names exactly (§2.1).
    internal static bool IsName(ReadOnlySpan<char> name) =>
        name.Length > 0 && !name.ContainsAnyInRange('A', 'Z') && !name.ContainsAny('"', '\\');

    private static bool TryGetName(Item component, [NotNullWhen(true)] out string? name) =>
        component.Value.TryGetString(out name) && IsName(name) && component.Parameters.Count == 0;
}
