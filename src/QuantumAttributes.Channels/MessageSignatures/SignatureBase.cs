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

    /// <summary>Creates the signature base of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signatureParameters">
    /// The covered components in order, with the signature parameters (§2.3): the member of <c>Signature-Input</c>. Components
    /// are fields and the derived components other than <c>@query-param</c>, all without parameters.
    /// </param>
    /// <param name="signatureBase">The base, ASCII, or null.</param>
    /// <returns>
    /// Whether there is a base: not if a component is unknown, has parameters, comes twice, is absent from the message, or has a
    /// value with characters other than printable ASCII and tab. Nothing throws.
    /// </returns>
    public static bool TryCreate(
        IMessageComponents message, InnerList signatureParameters, [NotNullWhen(true)] out byte[]? signatureBase)
    {
        signatureBase = null;
        StringBuilder lines = new();
        HashSet<string> seen = [];
        foreach (Item component in signatureParameters)
        {
            if (!TryGetName(component, out string? name) || !seen.Add(name))
            {
                return false;
            }

            string? value = name[0] == '@' ? DerivedComponent.ValueOf(name, message) : message.GetField(name);
            if (value is null || value.AsSpan().ContainsAnyExcept(AllowedInValues))
            {
                return false;
            }

            lines.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }

        lines.Append("\"@signature-params\": ").Append(signatureParameters);
        signatureBase = Encoding.ASCII.GetBytes(lines.ToString());
        return true;
    }

    // A name in another case would be another component to whoever compares names exactly (§2.1).
    internal static bool TryGetName(Item component, [NotNullWhen(true)] out string? name) =>
        component.Value.TryGetString(out name)
        && name.Length > 0
        && !name.AsSpan().ContainsAnyInRange('A', 'Z')
        && !name.AsSpan().ContainsAny('"', '\\')
        && component.Parameters.Count == 0;
}
