/* split.c - satz split */
#include "command/command.h"
#include <stdio.h>
#include <unistd.h>
#include "sentence/sentence.h"
static int put(void*c,const char*d,size_t n){(void)c; while(n>0){ssize_t w=write(1,d,n); if(w<=0)return 1; d+=w;n-=(size_t)w;} return 0;}
int command_split(int argc,char**argv){(void)argc;(void)argv; static char mem[1<<18]; struct sentence_stream s; sentence_stream_begin(&s,mem,sizeof mem,0,put,0);
 for(;;){size_t room; char*p=sentence_stream_space(&s,&room); ssize_t n=read(0,p,room); if(n<=0)break; if(sentence_stream_filled(&s,(size_t)n))break;}
 return (int)sentence_stream_end(&s);}
