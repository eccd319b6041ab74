using System.Net;
using System.Text.Json;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What a refusal looks like to a client.</summary>
internal static class Problem
{
    /// <summary>Asserts a problem+json answer with this status and the last part of the type.</summary>
    public static async Task ExpectAsync(HttpStatusCode status, string name, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal($"urn:quantumattributes:problem:{name}", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
    }

    /// <summary>Everything of an answer that could tell one refusal from another.</summary>
    public static async Task<string> DescribeAsync(HttpResponseMessage response)
    {
        IEnumerable<string> fields = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(field => field.Key is not "Date")
            .Select(field => $"{field.Key}: {field.Value}")
            .Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode}\n{string.Join('\n', fields)}\n{await response.Content.ReadAsStringAsync()}";
    }
}
