namespace QuantumAttributes.Client.Channels;

/// <summary>The origin that a request goes to, in the form that discovery documents have it.</summary>
internal static class RequestOrigin
{
    /// <summary>Scheme, host in its ASCII form and port unless it is the scheme's own; never what a URI says of the user.</summary>
    public static string Of(Uri uri)
    {
        string host = uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host;
        return $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }
}
