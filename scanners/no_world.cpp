// OpenSSL can load plug-ins and resolve host names, so the static libcrypto refers to the functions for it. This
// program does neither, and could not behind its wall; the linker (--wrap in CMakeLists.txt) puts these answers in
// their place.
#include <netdb.h>

extern "C" {

void* __wrap_dlopen(const char*, int) { return nullptr; }

int __wrap_getaddrinfo(const char*, const char*, const addrinfo*, addrinfo**) { return EAI_FAIL; }

hostent* __wrap_gethostbyname(const char*) { return nullptr; }

}  // extern "C"
