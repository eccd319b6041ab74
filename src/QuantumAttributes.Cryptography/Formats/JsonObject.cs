using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Reads a JSON object that came from outside: whatever is wrong with it is a <see cref="CryptographicException"/>.
/// </summary>
internal static class JsonObject
{
    public static T Read<T>(JsonElement element, Func<JsonElement, T> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new CryptographicException("A JSON Web Key, and a set of them, is a JSON object.");

        try
        {
            return read(element);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // What System.Text.Json says of an escaped lone surrogate.
            throw new CryptographicException("The JSON Web Key has text that is not Unicode.", e);
        }
    }
}
